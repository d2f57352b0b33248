import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

// Lines stand where sentences will be.
export function Lines(props: { count: number; size?: 16 | 24 }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton aria-hidden="true" style={{ display: 'grid', gap: 12, paddingTop: 6 }}>
        {keys.slice(0, props.count).map((key) => (
          <SkeletonItem key={key} size={props.size ?? 16} />
        ))}
      </Skeleton>
    </div>
  );
}
