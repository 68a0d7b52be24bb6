// Shows the two share buttons that need a script, where the browser can do what they say.
const status = document.getElementById("status");

function reveal(button, act) {
  button.parentElement.hidden = false;
  button.addEventListener("click", act);
}

if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    const { share: url, title } = button.dataset;
    // Rejected when the reader closes the sheet, which is no error.
    reveal(button, () => navigator.share({ url, title }).catch(() => {}));
  }
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("span");
    const words = label.textContent;
    reveal(button, async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = "Copied";
      status.textContent = "Link copied";
      setTimeout(() => { label.textContent = words; status.textContent = ""; }, 2000);
    });
  }
}
