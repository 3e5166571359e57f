import { ScenarioEditor } from '@yima-guandi/server/contract';
import { owner, ownKey } from '../../api/signed-in.ts';
import { createStore } from '../../ui/store.ts';

/** Who writes in this browser: a random token, and the name of whoever is signed in, else one that the user gives. */

const KEY = 'editor';
const TOKEN_BYTES = 18;
const MOST_LETTERS = 40;

function newEditor(): ScenarioEditor {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
  const token = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const name = owner.get()?.displayName.slice(0, MOST_LETTERS);
  return ScenarioEditor.parse({ token, name });
}

function keep(editor: ScenarioEditor): ScenarioEditor {
  try {
    localStorage.setItem(ownKey(KEY), JSON.stringify(editor));
  } catch {
    // The browser keeps nothing: the editor is somebody else after the page is gone.
  }
  return editor;
}

function readEditor(): ScenarioEditor {
  try {
    const known = ScenarioEditor.safeParse(JSON.parse(localStorage.getItem(ownKey(KEY)) ?? 'null'));
    if (known.success) return known.data;
  } catch {
    // What is there is none of ours.
  }
  return keep(newEditor());
}

export const theEditor = createStore<ScenarioEditor>(readEditor());
owner.on(() => theEditor.set(readEditor()));

/** Takes another name; an empty one is none. */
export function nameEditor(name: string): void {
  const { token } = theEditor.get();
  const named = ScenarioEditor.safeParse({ token, name });
  if (named.success) theEditor.set(keep(named.data));
}
