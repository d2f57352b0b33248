// The word under which this page may write styles at run time: the page's policy
// allows no others. None in a page without a policy.
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce || undefined;
