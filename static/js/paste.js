/* Keeps a rich paste: what the clipboard has as HTML goes into the form as it is.

The box shows a bare copy of it, without a style, a picture or a script: those would break the
policy of this page or ask other sites for something. Plain text stays in the plain field, and
without this file everything is plain text. */

const BLOCKS = ["P", "H1", "H2", "H3", "H4", "UL", "OL", "LI", "BLOCKQUOTE", "TABLE", "TR", "TD", "TH"]
const KEPT = new Set([...BLOCKS, "STRONG", "B", "EM", "I", "A", "BR", "SUB", "SUP"])
const DROPPED = new Set(["SCRIPT", "STYLE", "TITLE", "HEAD", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "SVG"])

const field = document.querySelector("#paste textarea[name=text]")
if (field) start(field)

/* Whatever comes instead of the page, such as the sign-in, the text stays where it is. */
const tell = () => (document.querySelector("#paste-trouble").hidden = false)
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, tell)
}
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap || detail.xhr.response.includes('id="paste"')) return
  detail.shouldSwap = false
  tell()
})

function start(field) {
  const box = document.createElement("div")
  box.className = "paste-box"
  box.contentEditable = "true"
  box.hidden = true
  box.setAttribute("role", "textbox")
  box.setAttribute("aria-multiline", "true")
  box.setAttribute("aria-labelledby", "paste-label")
  document.querySelector(`label[for=${field.id}]`).id = "paste-label"
  field.after(box)

  // The clipboard's own HTML, for as long as nothing else was pasted or typed.
  let untouched = ""

  const isTooLarge = (text) => new Blob([text]).size > Number(field.dataset.most)

  const paste = (event) => {
    const html = event.clipboardData.getData("text/html")
    if (!html || isTooLarge(html)) return // then it is pasted as plain text
    event.preventDefault()
    const isFirst = box.hidden ? !field.value.trim() : !box.textContent.trim()
    if (box.hidden) open()
    insert(bare(html))
    untouched = isFirst ? html : ""
  }

  const open = () => {
    for (const line of field.value.split("\n").filter((line) => line.trim())) {
      box.append(Object.assign(document.createElement("p"), { textContent: line }))
    }
    field.value = ""
    field.hidden = true
    box.hidden = false
    box.focus()
    getSelection().selectAllChildren(box)
    getSelection().collapseToEnd()
  }

  const insert = (content) => {
    const range = getSelection().getRangeAt(0)
    range.deleteContents()
    range.insertNode(content)
    range.collapse(false)
  }

  field.addEventListener("paste", paste)
  field.addEventListener("input", () => {
    field.setCustomValidity(isTooLarge(field.value) ? "The text is larger than 2 MB." : "")
  })
  box.addEventListener("paste", paste)
  box.addEventListener("input", () => {
    untouched = ""
    if (box.textContent.trim()) return
    box.replaceChildren()
    box.hidden = true
    field.hidden = false
    field.focus()
  })
  field.form.addEventListener("formdata", ({ formData }) => {
    if (!box.hidden) formData.set("text", untouched || box.innerHTML)
  })
}

/* A fragment of the elements above, without attributes but a link's address. */
function bare(html) {
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) to.append(node.data)
      else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.tagName.toUpperCase())) {
        const isKept = KEPT.has(node.tagName)
        const isBlock = node.tagName === "DIV" && !node.querySelector(BLOCKS.join())
        const made = isKept || isBlock ? document.createElement(isKept ? node.tagName : "p") : to
        if (node.tagName === "A" && /^https?:/.test(node.href)) made.href = node.href
        copy(node, made)
        if (made !== to) to.append(made)
      }
    }
    return to
  }
  const fragment = document.createDocumentFragment()
  return copy(new DOMParser().parseFromString(quiet(html), "text/html").body, fragment)
}

/* Even a document that is never shown complains of each style that the policy forbids. */
function quiet(html) {
  const plain = (tag) => tag.replace(/\s(?:style|on[a-z]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
  return html.replace(/<style\b[^]*?<\/style\s*>/gi, "").replace(/<[a-z][^>]*>/gi, plain)
}
