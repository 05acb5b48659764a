/* A change of the kind of formula shows its parameters at once; without this file there is a button for it. */
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    if (!event.target.matches("select[data-kind]")) { return; }
    event.target.form.requestSubmit(event.target.form.querySelector("button[value=doi]"));
  });
}());
