// Puts the player in the picture's place when the reader presses play. Without it the link leads to the film's own page.
for (const link of document.querySelectorAll(".video__play[data-player]")) {
  link.addEventListener("click", (event) => {
    if (!link.dataset.player || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.player;
    player.title = link.dataset.title;
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    player.className = "video__player";
    link.replaceWith(player);
    player.focus();
  });
}
