// nonceStyles lets whatever makes a style element in a page write it: the page's
// policy allows only those with a word that the program drew for this page. Fluent
// UI and the table have options of their own for it, of which that of the table had
// no effect in WebKit.
export function nonceStyles() {
  const word = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
  if (!word) return; // a page without a policy
  const make = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = make(name, options);
    if (made instanceof HTMLStyleElement) made.nonce = word;
    return made;
  }) as Document['createElement'];
}
