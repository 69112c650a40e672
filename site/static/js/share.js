// Copies the page's address or hands it to an app on this device. Without it there is the link that writes an e-mail.
const status = document.querySelector("[data-share-status]");

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = status.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
      status.textContent = "";
    }, 4000);
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: button.dataset.title, url: button.dataset.share }).catch(() => {});
  });
}
