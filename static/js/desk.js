/* Counts a text against the length that reads best. Says so in words, never blocks. */
for (const field of document.querySelectorAll("[data-ideal]")) {
  const [least, most] = field.dataset.ideal.split("-").map(Number)
  const output = document.createElement("output")
  output.className = "desk-count"
  output.htmlFor = field.id
  const count = () => {
    const length = [...field.value.trim()].length
    const verdict = length < least ? "short" : length > most ? "long" : "good"
    output.textContent = length ? `${length} characters, ${verdict}` : ""
    output.dataset.verdict = verdict
  }
  field.addEventListener("input", count)
  field.after(output)
  count()
}
