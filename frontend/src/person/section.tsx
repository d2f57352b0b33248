import { makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, type Ref, useId } from 'react';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '12px', minHeight: '24px', marginBottom: '6px' },
  title: { margin: 0, fontSize: '13px', lineHeight: '18px', fontWeight: tokens.fontWeightSemibold },
});

// Section is one part of what is told about a person.
export function Section(props: { title: string; beside?: ReactNode; children: ReactNode; ref?: Ref<HTMLElement> }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} ref={props.ref}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {props.title}
        </h3>
        {props.beside}
      </div>
      {props.children}
    </section>
  );
}
