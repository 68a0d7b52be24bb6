// When older stories cannot be fetched, says so in place and keeps the list and its plain link.
function complain(event) {
  const pager = event.target.closest(".pager");
  if (!pager || pager.querySelector(".notice--error")) return;
  const notice = document.createElement("p");
  notice.className = "notice notice--error";
  notice.textContent = "The older stories did not arrive. Please try again.";
  pager.prepend(notice);
  document.getElementById("status").textContent = notice.textContent;
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(name, complain);
}
