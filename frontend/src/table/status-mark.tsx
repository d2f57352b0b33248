import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { PersonArrowRightRegular } from '@fluentui/react-icons/svg/person-arrow-right';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import type { Ref } from 'react';
import type { Status } from '../api/types';

const useStyles = makeStyles({
  icon: { flexShrink: 0, fontSize: '15px', color: 'var(--ll-quiet)' },
  alert: { color: tokens.colorPaletteDarkOrangeForeground1 },
});

const icons: Partial<Record<Status, typeof ProhibitedRegular>> = {
  present: CheckmarkCircleRegular,
  blocked: ProhibitedRegular,
  soft_deleted: PersonArrowRightRegular,
  gone: PersonArrowRightRegular,
  left: PersonArrowRightRegular,
  erased: DismissCircleRegular,
};

// StatusMark is the sign that stands beside the word for a status, never
// without it.
export function StatusMark(props: { status: Status }) {
  const styles = useStyles();
  const Icon = icons[props.status] ?? QuestionCircleRegular;
  return <Icon className={mergeClasses(styles.icon, props.status === 'blocked' && styles.alert)} aria-hidden="true" />;
}

// StatusMarks holds a sign for every status, out of sight, for cells that are
// drawn without React to copy.
export function StatusMarks(props: { ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={props.ref} hidden>
      {[...(Object.keys(icons) as Status[]), 'unresolved' as const].map((status) => (
        <span key={status} data-status={status}>
          <StatusMark status={status} />
        </span>
      ))}
    </div>
  );
}
