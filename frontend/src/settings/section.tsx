import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  section: { display: 'grid', gap: '18px', padding: '22px 0 26px' },
  title: { margin: 0, fontSize: '15px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '6px 24px',
    alignItems: 'center',
    '@media (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { margin: 0, fontSize: '13px', lineHeight: '20px', fontWeight: tokens.fontWeightRegular },
  hint: { margin: 0, fontSize: '12px', lineHeight: '18px', color: 'var(--ll-quiet)', overflowWrap: 'anywhere' },
  control: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    alignItems: 'center',
    '& .fui-Switch': { margin: '0 -8px' },
  },
  more: { gridColumn: '1 / -1', minWidth: 0 },
});

// Section is a group of settings under one heading.
export function Section(props: { title: string; children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

// Setting is one line: what it is, what it means, and the control. What belongs
// under both comes as children.
export function Setting(props: {
  name: string;
  hint?: string | undefined;
  labels?: string | undefined; // the id that the control is named by
  control?: ReactNode;
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <div>
        <p className={styles.name} id={props.labels}>
          {props.name}
        </p>
        {props.hint ? <p className={styles.hint}>{props.hint}</p> : null}
      </div>
      {props.control ? <div className={styles.control}>{props.control}</div> : null}
      {props.children ? <div className={styles.more}>{props.children}</div> : null}
    </div>
  );
}
