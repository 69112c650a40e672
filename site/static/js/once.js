// A form on a cached page is the same for everybody. Here it gets a name of its own, so that pressing twice holds once.
for (const form of document.querySelectorAll("form.shifts")) {
  if (form.elements.once) continue;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "once";
  field.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  form.append(field);
}
