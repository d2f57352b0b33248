import { useEffect, useState } from 'react';

// useDelayed tells whether something has been going on for a while. What is
// over sooner never shows, so nothing blinks.
export function useDelayed(active: boolean, milliseconds = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!active) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [active, milliseconds]);
  return active && late;
}
