// A button that copies what is shown once. Without it one selects the text by hand.
"use strict";

(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copies).textContent;
      await navigator.clipboard.writeText(text.trim());
      button.nextElementSibling.textContent = button.dataset.copied;
    });
  }
})();
