// Warns who leaves a page on which something was typed and not saved. Pages work without it.
"use strict";

(() => {
  /** Forms that change something and hold what was not saved. */
  const unsaved = new Set(document.querySelectorAll("form[data-unsaved]"));

  const changed = (event) => {
    const form = event.target.form;
    if (form && form.method === "post") unsaved.add(form);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  // What is handed in is no longer unsaved; what stands in another form of the page still is.
  document.addEventListener("submit", (event) => unsaved.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
  // Back from the next page, the browser shows the fields as they were left, and so do we.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) unsaved.clear();
  });
})();
