/* What the allowlist has and the editor does not know by itself: pull quotes, figures with a
   caption, table heads and captions, the language of a passage. Nothing that a story holds may be
   lost because somebody opened it and mended a comma.

   The editor imports this file and takes the extensions by the names they are exported under;
   newsroom/articles/fields.py lists them. Ours replace its own of the same name. */

import {
  Extension,
  Link as BaseLink,
  Node,
  Table as BaseTable,
  TableCell as BaseCell,
  TableHeader as BaseHeader,
  TableRow as BaseRow,
  crel,
  pm,
  updateAttrsDialog,
} from "django-prose-editor/editor"

const INLINE = ["STRONG", "EM", "A", "SUB", "SUP", "BR"]
const KEPT = ["href", "rel", "lang"]

/* The element's inline HTML, with no element and no attribute but those of the allowlist. */
function inlineHTML(element) {
  const copy = crel("div")
  for (const child of element.childNodes) {
    if (child.nodeType === 3) copy.append(child.data)
    else if (INLINE.includes(child.tagName)) {
      const kept = crel(child.tagName)
      for (const name of KEPT) {
        if (child.hasAttribute(name)) kept.setAttribute(name, child.getAttribute(name))
      }
      kept.innerHTML = inlineHTML(child)
      copy.append(kept)
    } else copy.append(child.textContent ?? "")
  }
  return copy.innerHTML
}

const plain = (html) => crel("div", { innerHTML: html ?? "" }).textContent

/* An attribute of the document that is the attribute of the same name in HTML. */
const kept = (name) => ({
  [name]: {
    default: null,
    parseHTML: (element) => element.getAttribute(name),
    renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
  },
})
/* One that only we write out. */
const hidden = (name, parseHTML) => ({
  [name]: { default: null, parseHTML, renderHTML: () => ({}) },
})

/* The base styles of the editor are in desk.css: a style element of its own would be refused. */
export const DeskStyles = Extension.create({
  name: "deskStyles",
  onBeforeCreate({ editor }) {
    editor.options.injectCSS = false
  },
})

export const Language = Extension.create({
  name: "language",
  addGlobalAttributes() {
    const nodes =
      "paragraph heading bulletList orderedList listItem blockquote pullQuote figure caption " +
      "table tableRow tableCell tableHeader"
    const marks = "bold italic link subscript superscript"
    return [{ types: `${nodes} ${marks}`.split(" "), attributes: kept("lang") }]
  },
})

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: () => ["aside", 0],
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      priority: 40,
      button: buttons.material("format_indent_increase", "Pull quote"),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})

export const Caption = Node.create({
  name: "caption",
  content: "inline*",
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
  addKeyboardShortcuts: () => ({
    // Enter leaves the figure: a second caption, or a paragraph beside the picture, is no use.
    Enter: ({ editor }) => {
      const { $from } = editor.state.selection
      if ($from.parent.type.name !== "caption") return false
      const after = $from.after(-1)
      return editor.chain().insertContentAt(after, { type: "paragraph" }).focus(after + 1).run()
    },
  }),
})

/* The library opens as Django's own lookup window and fills in the picture's number. */
function chooseFrom(library) {
  return ({ input }) => {
    const link = crel("a", { id: `lookup_${input.id}`, href: library })
    window.showRelatedObjectLookupPopup(link)
  }
}

async function insertPicture(editor, { library, details }) {
  const ask = updateAttrsDialog(
    {
      picture: {
        title: "Number of the picture in the library",
        required: true,
        picker: { label: "Choose…", handler: chooseFrom(library) },
      },
    },
    { title: "Insert a picture", submitText: "Insert" },
  )
  const answer = await ask(editor, {})
  const number = answer?.picture.trim()
  if (!number) return
  const found = await fetch(details.replace("0", encodeURIComponent(number)))
  if (!found.ok) return window.alert(`There is no picture ${number} in the library.`)
  const { caption, ...image } = await found.json()
  const content = [{ type: "paragraph", content: [{ type: "image", attrs: image }] }]
  if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] })
  editor.chain().focus().insertContent({ type: "figure", content }).run()
}

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "(block | caption)+",
  defining: true,
  isolating: true,
  draggable: true,
  addOptions: () => ({ library: "", details: "" }),
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],
  addMenuItems({ menu, buttons }) {
    const { options } = this
    menu.defineItem({
      name: "figure",
      groups: "nodes",
      priority: 30,
      button: buttons.material("image", "Insert a picture"),
      command: (editor) => insertPicture(editor, options),
      active: (editor) => editor.isActive("figure"),
    })
  },
})

const partOf = (row) => {
  const part = row.parentElement
  if (!part || part.tagName === "TABLE") return null
  const number = [...part.parentElement.children].indexOf(part)
  return { tag: part.tagName.toLowerCase(), lang: part.lang, number }
}

export const TableRow = BaseRow.extend({
  addAttributes() {
    return { ...this.parent?.(), ...hidden("part", partOf) }
  },
})
const withScope = {
  addAttributes() {
    return { ...this.parent?.(), ...kept("scope") }
  },
}
export const TableHeader = BaseHeader.extend(withScope)
export const TableCell = BaseCell.extend(withScope)

/* Which part of the table a row stands in: its own, or for a row made in the editor that of the
   row above; a first row of header cells only is a head. */
function partFor(row, above) {
  if (row.attrs.part) return row.attrs.part
  if (above?.tag === "tbody") return above
  const heads = []
  row.forEach((cell) => heads.push(cell.type.name === "tableHeader"))
  return above || heads.includes(false) ? { tag: "tbody" } : { tag: "thead" }
}

function tableElement(node, lang) {
  const table = crel("table", lang ? { lang } : {})
  if (node.attrs.caption) table.append(captionElement(node))
  const rows = pm.model.DOMSerializer.fromSchema(node.type.schema)
  let part = null
  let section = null
  node.forEach((row) => {
    const own = partFor(row, part)
    if (!part || own.tag !== part.tag || own.number !== part.number) {
      section = crel(own.tag, own.lang ? { lang: own.lang } : {})
      table.append(section)
    }
    part = own
    section.append(rows.serializeNode(row))
  })
  return table
}

function captionElement(node) {
  const { html, lang } = node.attrs.caption
  return crel("caption", { innerHTML: html, ...(lang && { lang }) })
}

function captionOf(table) {
  const caption = table.querySelector(":scope > caption")
  return caption && { html: inlineHTML(caption), lang: caption.lang }
}

async function writeCaption(editor) {
  const { caption } = editor.getAttributes("table")
  const before = plain(caption?.html)
  const ask = updateAttrsDialog({ text: { title: "Caption" } }, { title: "Caption of the table" })
  const answer = await ask(editor, { text: before })
  if (!answer || answer.text === before) return
  const html = crel("div", { textContent: answer.text.trim() }).innerHTML
  const value = html ? { html, lang: caption?.lang } : null
  editor.chain().focus().updateAttributes("table", { caption: value }).run()
}

export const Table = BaseTable.extend({
  addAttributes() {
    return { ...this.parent?.(), ...hidden("caption", captionOf) }
  },
  parseHTML: () => [{ tag: "table" }, { tag: "table > caption", ignore: true }],
  renderHTML: ({ node, HTMLAttributes }) => tableElement(node, HTMLAttributes.lang),
  addNodeView() {
    const make = this.parent()
    return (props) => {
      const view = make(props)
      const show = (node) => {
        view.table.querySelector(":scope > caption")?.remove()
        if (!node.attrs.caption) return
        const caption = captionElement(node)
        caption.contentEditable = "false"
        view.table.prepend(caption)
      }
      const update = view.update
      view.update = (node) => update(node) && (show(node), true)
      show(props.node)
      return view
    }
  },
  addMenuItems(context) {
    this.parent?.(context)
    context.menu.defineItem({
      name: "table:caption",
      groups: "table",
      button: context.buttons.material("subtitles", "Caption of the table"),
      command: writeCaption,
      hidden: (editor) => !editor.isActive("table"),
    })
  },
})

/* Asks for the address only: a title would not be kept, and "sponsored" must not be lost. */
export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive("link")) return false
        const { href } = editor.getAttributes("link")
        const ask = updateAttrsDialog({ href: { title: "Address" } }, { title: "Link" })
        ask(editor, { href }).then((answer) => {
          if (!answer) return
          const chain = editor.chain().focus().extendMarkRange("link")
          if (answer.href.trim()) chain.setMark("link", { href: answer.href.trim() }).run()
          else chain.unsetMark("link").run()
        })
        return true
      },
    }
  },
})
