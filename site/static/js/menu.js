// Closes an open section of the header on Escape and when the reader goes elsewhere. Without it the sections still open and close.
const sections = document.querySelectorAll(".site-nav__more");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const section of sections) {
    if (!section.open) continue;
    const hadFocus = section.contains(document.activeElement);
    section.open = false;
    if (hadFocus) section.querySelector("summary").focus();
  }
});

for (const type of ["click", "focusin"]) {
  document.addEventListener(type, (event) => {
    for (const section of sections) {
      if (!section.contains(event.target)) section.open = false;
    }
  });
}
