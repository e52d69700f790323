/* A new text offers the periods that its template is written for (data-periods of the template's select: code → periods). */
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const template = document.querySelector("select[data-periods]");
  const period = template?.form.elements.period;
  if (!period) return;
  const fitting = JSON.parse(template.dataset.periods);
  const all = [...period.options];
  const narrow = () => {
    const codes = fitting[template.value];
    const shown = all.filter((option) => !codes || !option.value || codes.includes(option.value));
    const kept = shown.find((option) => option.value === period.value) || shown[0];
    period.replaceChildren(...shown);
    period.value = kept?.value ?? "";
  };
  template.addEventListener("change", narrow);
  narrow();
});
