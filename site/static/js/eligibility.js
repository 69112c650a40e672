// Works out in the page whether a visitor is eligible, so that their answers never leave it. Without it the server does.
// The same as core/eligibility/evaluation.py: one table of cases is run against both. Change them together.

const DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];

// Signs that nobody sees, such as the marks of direction that come along with copied Arabic numbers.
const UNSEEN = /(?! )[\p{C}\p{Z}]/gu;

function written(text) {
  return text.replace(UNSEEN, "").trim();
}

function wholeNumber(text) {
  const plain = [...written(text)].map((sign) => {
    const row = DIGITS.find((digits) => digits.includes(sign));
    return row ? String(row.indexOf(sign)) : sign;
  }).join("");
  return /^[0-9]{1,6}$/.test(plain) ? Number(plain) : null;
}

function isAnswered({ ticked, unsure, values }) {
  return ticked.length > 0 || unsure.length > 0 || Object.values(values).some(Boolean);
}

function judge(one, group, answers) {
  if (one.kind === "tick") {
    if (answers.ticked.includes(one.id)) return true;
    return answers.unsure.includes(group.id) || !isAnswered(answers) ? null : false;
  }
  const value = answers.values[one.id] ?? "";
  if (one.kind === "choice") return Object.hasOwn(one.options, value) ? one.options[value] : null;
  const number = wholeNumber(value);
  if (number === null) return null;
  return number >= (one.minimum ?? -Infinity) && number <= (one.maximum ?? Infinity);
}

function judgeGroup(group, answers, states, sentences) {
  for (const one of group.members) {
    if (one.members) judgeGroup(one, answers, states, sentences);
    else states[one.id] = judge(one, group, answers);
  }
  const judged = group.members.map((one) => states[one.id]);
  const met = judged.filter((state) => state === true).length;
  const unknown = judged.filter((state) => state === null).length;
  const state = met >= group.needed ? true : met + unknown >= group.needed ? null : false;
  states[group.id] = state;
  sentences[group.id] = state === null ? `${group.met[met]} ${group.unknown[unknown]}` : group.met[met];
}

/** The verdict; of each group and criterion whether it is met (null: not known); of each group what that means. */
export function evaluate(groups, answers) {
  const states = {}, sentences = {};
  for (const group of groups) judgeGroup(group, answers, states, sentences);
  const roots = groups.map((group) => states[group.id]);
  const verdict = roots.includes(false) ? "not-eligible" : roots.includes(null) || !roots.length ? "not-known" : "eligible";
  return { verdict, states, sentences };
}

function read(form) {
  const answers = { ticked: [], unsure: [], values: {} };
  for (const field of form.querySelectorAll("input[name]")) {
    const [, kind, id] = field.name.match(/^(answer|unsure)-(.+)$/) ?? [];
    if (kind === "unsure") field.checked && answers.unsure.push(id);
    else if (field.type === "checkbox") field.checked && answers.ticked.push(id);
    else if (field.type !== "radio" || field.checked) answers.values[id] = written(field.value);
  }
  return answers;
}

function markNumbers(form) {
  for (const field of form.querySelectorAll(".eligibility__number")) {
    const isWrong = written(field.value) !== "" && wholeNumber(field.value) === null;
    const error = form.querySelector(`[id="${field.id}-error"]`), hint = form.querySelector(`[id="${field.id}-hint"]`);
    error.hidden = !isWrong;
    field.closest(".field").classList.toggle("field--error", isWrong);
    field.toggleAttribute("aria-invalid", isWrong);
    if (isWrong) field.setAttribute("aria-invalid", "true");
    const described = [hint?.id, isWrong && error.id].filter(Boolean).join(" ");
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
  }
}

function show(form, { verdict, states, sentences }) {
  const name = (state) => (state === true ? "met" : state === null ? "not-known" : "not-met");
  for (const box of form.querySelectorAll("[data-verdict]")) box.hidden = box.dataset.verdict !== verdict;
  for (const line of form.querySelectorAll("[data-line]")) {
    line.dataset.state = name(states[line.dataset.line]);
    for (const badge of line.querySelectorAll(":scope > [data-when]")) badge.hidden = badge.dataset.when !== line.dataset.state;
    const sentence = line.querySelector(":scope > [data-sentence]");
    if (sentence) sentence.textContent = sentences[line.dataset.line];
  }
  let shown = 0;
  for (const item of form.querySelectorAll("[data-evidence]")) {
    item.hidden = states[item.dataset.evidence] !== true;
    if (!item.hidden) shown += 1;
  }
  const list = form.querySelector("[data-evidence-list]");
  if (list) list.hidden = !shown || verdict === "not-eligible";
}

function start(form) {
  const { groups } = JSON.parse(form.querySelector("#eligibility-data").textContent);
  const result = form.querySelector("#eligibility-result");
  const status = form.querySelector("[data-eligibility-status]");
  const heading = () => result.querySelector("[data-verdict]:not([hidden]) .notice__title");

  const update = () => {
    markNumbers(form);
    show(form, evaluate(groups, read(form)));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    result.hidden = false;
    status.textContent = "";
    heading().focus();
  });
  // Once there is a result it stays true; only a new verdict is announced, without moving the reader.
  form.addEventListener("change", () => {
    if (result.hidden) return;
    const before = heading().textContent;
    update();
    if (heading().textContent !== before) status.textContent = heading().textContent;
  });
  form.addEventListener("reset", () => {
    result.hidden = true;
    status.textContent = "";
    setTimeout(() => markNumbers(form));
  });
}

for (const form of document.querySelectorAll("[data-eligibility]")) start(form);
