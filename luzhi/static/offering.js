/* A field that offers what fits while one types (data-offers: the address that answers with the lines of a list).
   The browser's own list shows them, so keyboard and input methods work as everywhere; without script one types the number. */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  document.querySelectorAll("input[data-offers]").forEach((input) => {
    const list = document.createElement("datalist");
    list.id = `${input.id}-offers`;
    input.setAttribute("list", list.id);
    input.after(list);
    let waiting = 0;
    const ask = async () => {
      const address = new URL(input.dataset.offers, location.href);
      address.searchParams.set("q", input.value);
      const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok) return;
      const { offers } = await answer.json();
      list.replaceChildren(...offers.map((text) => Object.assign(document.createElement("option"), { value: text })));
    };
    const later = (event) => {
      if (event.isComposing) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, 200);
    };
    input.addEventListener("input", later);
    input.addEventListener("compositionend", later);
  });
});
