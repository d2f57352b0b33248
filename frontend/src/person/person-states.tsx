import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';

// LoadingPerson stands where the person will.
export function LoadingPerson() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton aria-hidden="true" style={{ display: 'grid', gap: 14 }}>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <SkeletonItem key={key} size={20} />
        ))}
      </Skeleton>
    </div>
  );
}

// NoPerson says why there is nobody to tell of.
export function NoPerson(props: { thrown: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  switch (toAppError(props.thrown).code) {
    case 'not_found':
      return (
        <StatePanel
          icon={<PersonQuestionMarkRegular />}
          title={t('person.failed.title')}
          text={t('person.failed.text')}
        />
      );
    case 'invalid':
      return (
        <StatePanel
          icon={<PersonQuestionMarkRegular />}
          title={t('person.failed.severalTitle')}
          text={t('person.failed.severalText')}
        />
      );
    default:
      return <CouldNotRead thrown={props.thrown} onRetry={props.onRetry} />;
  }
}
