// The text beside a form moves to the place that changed. Without it one scrolls by hand.
"use strict";

(() => {
  const text = document.getElementById("preview");
  if (text === null) return;
  const places = () => [...text.querySelectorAll("p, li, td, th, dd, h1, h2, h3")];
  const said = () => new Set(places().map((place) => place.textContent));
  let before = said();
  let last = new Set();

  const follow = () => {
    const changed = places().filter((place) => !before.has(place.textContent));
    before = said();
    // A list that holds the changed item changed as well: the innermost places are meant.
    const inner = changed.filter((one) => !changed.some((two) => one !== two && one.contains(two)));
    // The same text once more, as after a second key that changed nothing, keeps its mark.
    if (inner.length > 0) last = new Set(inner.map((place) => place.textContent));
    for (const place of places()) place.classList.toggle("doc-changed", last.has(place.textContent));
    const frame = text.parentElement;
    if (inner.length === 0 || frame.scrollHeight <= frame.clientHeight) return;
    const away = inner[0].getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += away - frame.clientHeight / 3;
  };

  // Only when htmx has settled: until then it puts back the attributes of what has an id.
  document.addEventListener("htmx:after:settle", follow);
})();
