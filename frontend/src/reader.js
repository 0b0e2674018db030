// The text: CodeMirror, read only, moved in and selected from with the mouse and the keyboard.

import { Compartment, EditorSelection, EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { standardKeymap } from "@codemirror/commands";
import { marks, redraw, stripes } from "./marks.js";
import { around } from "./offsets.js";

/**
 * @param {{parent: HTMLElement, map: import("./offsets.js").TextMap, source: import("./marks.js").Source, label: string, click: (at: number) => void, selected: (view: EditorView, byKeyboard: boolean) => void}} options
 */
export function reader({ parent, map, source, label, click, selected }) {
  const labelled = new Compartment();
  const attributes = (/** @type {string} */ text) => EditorView.contentAttributes.of({
    tabindex: "0", role: "textbox", "aria-readonly": "true", "aria-multiline": "true", "aria-label": text,
    lang: "zh-CN", spellcheck: "false", "data-lm-suppress-shortcuts": "true",
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: map.shown,
      extensions: [
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorState.lineSeparator.of("\n"),
        EditorView.lineWrapping,
        drawSelection({ cursorBlinkRate: 0 }),
        labelled.of(attributes(label)),
        marks(source),
        stripes(source),
        Prec.highest(mouse(click)),
        keymap.of(standardKeymap),
        EditorView.clipboardOutputFilter.of((_, state) => selectedText(state, map)),
        EditorView.updateListener.of((update) => {
          if (update.selectionSet) selected(update.view, update.transactions.some((tr) => tr.isUserEvent("select") && !tr.isUserEvent("select.pointer")));
        }),
      ],
    }),
  });
  return {
    view,
    redraw: () => view.dispatch({ effects: redraw.of(null) }),
    relabel: (/** @type {string} */ text) => view.dispatch({ effects: labelled.reconfigure(attributes(text)) }),
    /** Show a stretch in the middle of the view and put the cursor at its start. @param {number} from @param {number} to @param {boolean} [select] */
    show: (from, to, select = false) => view.dispatch({
      selection: select ? EditorSelection.single(from, to) : EditorSelection.cursor(from),
      effects: [EditorView.scrollIntoView(EditorSelection.range(from, to), { y: "center" }), redraw.of(null)],
    }),
  };
}

/** @param {EditorState} state @param {import("./offsets.js").TextMap} map */
function selectedText(state, map) {
  const { from, to } = state.selection.main;
  return map.text.slice(map.unitOfView(from), map.unitOfView(to));
}

/** @param {(at: number) => void} click */
function mouse(click) {
  let pressed = { x: 0, y: 0 };
  return [
    EditorView.domEventHandlers({
      mousedown(event, view) {
        pressed = { x: event.clientX, y: event.clientY };
        const at = view.posAtCoords(pressed);
        const { main } = view.state.selection;
        // a drag that begins inside a selection would move text: begin a new selection instead
        if (event.button === 0 && !event.shiftKey && at !== null && !main.empty && at >= main.from && at <= main.to) {
          view.dispatch({ selection: EditorSelection.cursor(at) });
        }
        view.focus();
        return false;
      },
      mouseup(event, view) {
        const isClick = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 4;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (isClick && event.detail === 1 && event.button === 0 && !event.shiftKey && at !== null) click(at);
        return false;
      },
      dragstart(event) { event.preventDefault(); return true; },
    }),
    // twice: a word as Chinese has them; three times: a sentence; four times: a paragraph
    EditorView.mouseSelectionStyle.of((view, event) => {
      if (event.button !== 0 || event.detail < 2) return null;
      const unit = (/** @type {MouseEvent} */ at) => {
        const position = view.posAtCoords({ x: at.clientX, y: at.clientY }, false);
        const line = view.state.doc.lineAt(position);
        if (event.detail > 3 || !line.length) return EditorSelection.range(line.from, line.to);
        const [from, to] = around(line.text, position - line.from, event.detail === 2 ? "word" : "sentence");
        return EditorSelection.range(line.from + from, line.from + to);
      };
      const start = unit(event);
      return {
        get(current) {
          const range = unit(current);
          return EditorSelection.single(Math.min(start.from, range.from), Math.max(start.to, range.to));
        },
        update: () => false,
      };
    }),
  ];
}
