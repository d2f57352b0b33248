import { Button, makeStyles } from '@fluentui/react-components';
import { CalendarErrorRegular } from '@fluentui/react-icons/svg/calendar-error';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { HourglassHalfRegular } from '@fluentui/react-icons/svg/hourglass-half';
import { PauseCircleRegular } from '@fluentui/react-icons/svg/pause-circle';
import { PersonKeyRegular } from '@fluentui/react-icons/svg/person-key';
import { PersonProhibitedRegular } from '@fluentui/react-icons/svg/person-prohibited';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Block } from './block';
import { Lines } from './lines';
import { ToldLink } from './told-link';
import type { Needed } from './use-needs';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, fontSize: '14px', display: 'grid', gap: '4px' },
  item: { display: 'flex', alignItems: 'flex-start', gap: '10px', minHeight: '28px' },
  icon: { flexShrink: 0, fontSize: '18px', marginTop: '4px', color: 'var(--ll-quiet)' },
  alert: { color: 'var(--ll-unknown)' },
  text: { flexGrow: 1, minWidth: 0, lineHeight: '26px' },
  more: { display: 'block', fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)', paddingBottom: '4px' },
  button: { flexShrink: 0 },
  calm: { display: 'flex', alignItems: 'center', gap: '10px', fontSize: '14px', minHeight: '28px' },
  done: { flexShrink: 0, fontSize: '20px', color: 'var(--ll-now)' },
});

const icons: Record<Needed['code'], ReactNode> = {
  held: <PauseCircleRegular />,
  schedule: <CalendarErrorRegular />,
  due: <PersonKeyRegular />,
  partial: <WarningRegular />,
  old: <ClockRegular />,
  files: <FolderRegular />,
  blocked: <PersonProhibitedRegular />,
  trials: <HourglassHalfRegular />,
  unresolved: <QuestionCircleRegular />,
};

function Line(props: { need: Needed }) {
  const styles = useStyles();
  const id = useId();
  const { code, text, more, leads, action } = props.need;
  return (
    <li className={styles.item}>
      <span
        className={
          code === 'partial' || code === 'held' || code === 'due' || code === 'schedule'
            ? `${styles.icon} ${styles.alert}`
            : styles.icon
        }
        aria-hidden="true"
      >
        {icons[code]}
      </span>
      <span className={styles.text}>
        <span id={id}>{leads ? <ToldLink text={text} leads={leads} /> : text}</span>
        {more.map((one) => (
          <span key={one} className={styles.more}>
            {one}
          </span>
        ))}
      </span>
      {action ? (
        <Button
          size="small"
          className={styles.button}
          disabledFocusable={action.busy}
          aria-describedby={id}
          onClick={action.act}
        >
          {action.label}
        </Button>
      ) : null}
    </li>
  );
}

// NeedsBlock tells what waits for a person, most important first.
export function NeedsBlock(props: {
  needs: Needed[] | undefined;
  past: boolean;
  slow: boolean;
  older: boolean;
  className?: string;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { needs, past } = props;
  return (
    <Block
      title={past ? t('overview.needs.titlePast') : t('overview.needs.title')}
      className={props.className}
      older={props.older}
    >
      {needs === undefined ? (
        props.slow ? (
          <Lines count={3} />
        ) : null
      ) : needs.length === 0 ? (
        <div className={styles.calm}>
          <CheckmarkCircleRegular className={styles.done} aria-hidden="true" />
          {past ? t('overview.needs.nonePast') : t('overview.needs.none')}
        </div>
      ) : (
        <ul className={styles.list}>
          {needs.map((need) => (
            <Line key={need.key} need={need} />
          ))}
        </ul>
      )}
    </Block>
  );
}
