import { ClipboardSetText } from '../wailsjs/runtime/runtime';

// copyText puts text on the clipboard by way of the program: the window of some
// systems is no place that browsers call secure, and has no clipboard then.
export async function copyText(text: string): Promise<void> {
  if (!(await ClipboardSetText(text))) throw new Error('the clipboard took nothing');
}
