import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { elsewhereQuery, showElsewhere } from '../api/elsewhere';
import { useFormat } from '../i18n/format';
import { useBarStyles } from '../jobs/use-bar-styles';
import { shapeOf } from './pages';
import { useGo, usePlacePart } from './place';

// ElsewhereBar tells that another program, such as the schedule's, added readings to the
// open file. A page of a day stays as it is until somebody wants to see them; one that
// shows no day, such as History, reads them at once.
export function ElsewhereBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useBarStyles();
  const client = useQueryClient();
  const { go } = useGo();
  const { travels } = shapeOf(usePlacePart((place) => place.page));
  const { data: news } = useQuery(elsewhereQuery());
  useEffect(() => {
    if (news && !travels) showElsewhere(client);
  }, [client, news, travels]);
  // The buttons go with the notice; whoever pressed one goes on from where it stood.
  const place = useRef<HTMLDivElement>(null);
  const show = () => {
    place.current?.focus();
    showElsewhere(client);
    go({ to: 'reading', at: 'latest' });
  };
  const dismiss = () => {
    place.current?.focus();
    client.setQueryData(elsewhereQuery().queryKey, null);
  };
  return (
    <div role="status" ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      {news && travels ? (
        <div className={styles.bar}>
          <HistoryRegular fontSize={17} aria-hidden="true" />
          <span>{t('elsewhere.added', { count: news.count, at: format.dateTime(news.at) })}</span>
          <span className={styles.end}>
            <Button size="small" onClick={show}>
              {t('elsewhere.show')}
            </Button>
            <Button
              appearance="subtle"
              size="small"
              icon={<DismissRegular />}
              aria-label={t('job.dismiss')}
              onClick={dismiss}
            />
          </span>
        </div>
      ) : null}
    </div>
  );
}
