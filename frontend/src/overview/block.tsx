import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  block: { minWidth: 0 },
  head: { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: '12px', marginBottom: '8px' },
  title: { margin: 0, fontSize: '15px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  older: { opacity: 0.6, transitionProperty: 'opacity', transitionDuration: '120ms' },
});

// Block is one of the parts of the page, under its own heading. What is in it is
// older when another day is being read.
export function Block(props: {
  title: string;
  className?: string | undefined;
  older?: boolean;
  beside?: ReactNode;
  children: ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={mergeClasses(styles.block, props.className)}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {props.title}
        </h2>
        {props.beside}
      </div>
      <div className={props.older ? styles.older : undefined}>{props.children}</div>
    </section>
  );
}
