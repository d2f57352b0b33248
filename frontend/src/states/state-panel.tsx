import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '6px',
    padding: '24px',
    textAlign: 'center',
    minHeight: 0,
  },
  icon: {
    display: 'grid',
    placeItems: 'center',
    width: '64px',
    height: '64px',
    marginBottom: '10px',
    borderRadius: '50%',
    fontSize: '30px',
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorBrandBackground2,
  },
  alert: { color: tokens.colorPaletteDarkOrangeForeground1, backgroundColor: tokens.colorPaletteDarkOrangeBackground1 },
  title: { margin: 0, fontSize: '18px', lineHeight: '26px', fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, maxWidth: '460px', color: 'var(--ll-quiet)', lineHeight: '20px' },
  actions: { display: 'flex', gap: '8px', marginTop: '14px', flexWrap: 'wrap', justifyContent: 'center' },
});

// StatePanel stands where a table would: what is the case, why, and what to do
// next.
export function StatePanel(props: {
  icon: ReactNode;
  title: string;
  text: string;
  alert?: boolean;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section className={styles.panel} role={props.alert ? 'alert' : 'status'}>
      <div className={props.alert ? `${styles.icon} ${styles.alert}` : styles.icon} aria-hidden="true">
        {props.icon}
      </div>
      <h2 className={styles.title}>{props.title}</h2>
      <p className={styles.text}>{props.text}</p>
      {props.children}
      {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
    </section>
  );
}
