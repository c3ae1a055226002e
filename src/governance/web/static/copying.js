// A button that copies what is shown: a text, or of a link where it leads to. Without it one
// selects the text by hand.
"use strict";

(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const shown = document.getElementById(button.dataset.copies);
      const text = shown.href ?? shown.textContent;
      await navigator.clipboard.writeText(text.trim());
      button.nextElementSibling.textContent = button.dataset.copied;
    });
  }
})();
