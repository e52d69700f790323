/* What the review editor uses of ProseMirror; everything else stays out of the bundle. */
export { Fragment, Schema, Slice } from "prosemirror-model";
export { EditorState, NodeSelection, Plugin, Selection, TextSelection } from "prosemirror-state";
export { EditorView } from "prosemirror-view";
export { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
export { closeHistory, history, redo, undo } from "prosemirror-history";
export { InputRule, inputRules, textblockTypeInputRule } from "prosemirror-inputrules";
export { keymap } from "prosemirror-keymap";
export {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, fixTables, goToNextCell, isInTable, tableEditing,
} from "prosemirror-tables";
export { gapCursor } from "prosemirror-gapcursor";
export { dropCursor } from "prosemirror-dropcursor";
