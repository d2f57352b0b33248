import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';

const useStyles = makeStyles({
  line: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

// Clipped is one line of text, or as many as its class says. Where it does not fit, the pointer shows it whole
// (useClippedTitles); more is what else there is to say, such as the time of day.
export function Clipped(props: {
  text: string;
  more?: string | undefined;
  className?: string | undefined;
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.line, props.className)} data-line={props.text} data-more={props.more}>
      {props.children ?? props.text}
    </span>
  );
}

// useClippedTitles gives lines that are cut off a title when the pointer comes
// over them, and only those: a title that repeats what is in sight is in the way.
export function useClippedTitles() {
  useEffect(() => {
    const tell = (event: MouseEvent) => {
      const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
      if (!line) return;
      const isCut = line.scrollWidth > line.clientWidth || line.scrollHeight > line.clientHeight + 2; // of rounding
      line.title = line.dataset.more || (isCut ? (line.dataset.line ?? '') : '');
    };
    document.addEventListener('mouseover', tell);
    return () => document.removeEventListener('mouseover', tell);
  }, []);
}
