// Mark is the sign of License Ledger: ruled paper with one entry in ink.
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="2" y="2" width="20" height="20" rx="5" fill="var(--colorBrandBackground)" />
      <path d="M6.5 8h11M6.5 12h5M6.5 16h8" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" fill="none" />
      <circle cx="16.6" cy="12" r="1.5" fill="#fff" />
    </svg>
  );
}
