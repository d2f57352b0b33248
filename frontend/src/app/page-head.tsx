import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 28px',
    minHeight: '32px',
    flexShrink: 0,
    padding: '12px 20px 4px',
  },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  end: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px', marginLeft: 'auto' },
});

// PageHead is the top of every page: its title, once, its tabs, and at the end
// what can be done with all of it.
export function PageHead(props: { title: string; children?: ReactNode; end?: ReactNode }) {
  const styles = useStyles();
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{props.title}</h1>
      {props.children}
      {props.end ? <div className={styles.end}>{props.end}</div> : null}
    </header>
  );
}
