// What the pages gain with a script: keys, one claim at a time beside the text, a slider over days.
// Everything can be read and done without it.
"use strict";
(() => {
  const body = document.body;
  body.classList.add("js");
  for (const one of document.querySelectorAll(".js[hidden], .keys[hidden]")) one.hidden = false;

  const cards = [...document.querySelectorAll("[data-claim]")];
  const marks = [...document.querySelectorAll("[data-claims]")];
  let at = -1;

  const show = (index, { scroll = true, focus = true } = {}) => {
    if (!cards.length) return;
    at = (index + cards.length) % cards.length;
    const id = cards[at].dataset.claim;
    cards.forEach((card, number) => card.classList.toggle("now", number === at));
    let first = null;
    for (const mark of marks) {
      const inside = mark.dataset.claims.split(" ").includes(id);
      mark.classList.toggle("now", inside);
      first = inside && !first ? mark : first;
    }
    if (scroll) (first || cards[at]).scrollIntoView({ block: "center" });
    if (focus) cards[at].focus({ preventScroll: true });
  };

  const byId = (id) => cards.findIndex((card) => card.dataset.claim === id);

  if (body.classList.contains("reader") && cards.length) {
    cards[0].parentElement.classList.add("reader-one");
    const wanted = () => byId(location.hash.slice(3));
    show(Math.max(0, wanted()), { scroll: wanted() >= 0, focus: wanted() >= 0 });
    addEventListener("hashchange", () => { if (location.hash.startsWith("#c-") && wanted() >= 0) show(wanted()); });
    for (const mark of marks) {
      mark.addEventListener("click", (event) => {
        const ids = mark.dataset.claims.split(" ");
        const target = mark.hash ? mark.hash.slice(3) : ids[0];
        if (byId(target) < 0) return;
        event.preventDefault();
        show(byId(target), { scroll: false, focus: false });
      });
      mark.addEventListener("focus", () => show(byId(mark.hash.slice(3)), { scroll: false, focus: false }));
    }
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const press = (selector) => at >= 0 && cards[at].querySelector(selector)?.click();
    if (event.key === "n" || event.key === "j") show(at + 1);
    else if (event.key === "p" || event.key === "k") show(at < 0 ? -1 : at - 1);
    else if (event.key === "/") document.getElementById("quick").focus();
    else if (body.classList.contains("queue") && event.key === "a") press("button.yes");
    else if (body.classList.contains("queue") && event.key === "r") press("button.no");
    else if (body.classList.contains("queue") && event.key === "x") press("input[type=checkbox]");
    else return;
    event.preventDefault();
  });

  const slider = document.getElementById("on-slider");
  const on = document.getElementById("on");
  if (slider && on) {
    const days = (text) => Math.round(Date.parse(text) / 86400000);
    slider.min = days(slider.dataset.first);
    slider.max = days(slider.dataset.last);
    slider.value = days(on.value);
    slider.addEventListener("input", () => { on.value = new Date(slider.value * 86400000).toISOString().slice(0, 10); });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }
})();
