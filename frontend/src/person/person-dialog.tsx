import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import { evidenceQuery, stateQuery } from '../api/queries';
import type { Row } from '../api/types';
import { usePlace } from '../app/place';
import { useFormat } from '../i18n/format';
import { useDelayed } from '../states/use-delayed';
import { whoOf } from '../table/who';
import { wordOf } from '../table/words';
import { Evidence } from './evidence';

const useStyles = makeStyles({
  about: { margin: '0 0 16px', color: 'var(--ll-quiet)', overflowWrap: 'anywhere' },
  heading: { margin: '0 0 8px', fontSize: '13px', lineHeight: '18px', fontWeight: tokens.fontWeightSemibold },
  newest: { margin: '14px 0 0', fontSize: '12px', color: 'var(--ll-quiet)' },
  content: { minHeight: '80px' },
});

// keyOf gives what a person is found by: the id of the account, or an address;
// '' when nobody can be named for the row.
export function keyOf(row: Row): string {
  if (row.user_id) return row.user_id;
  if (row.email_address && row.email_address !== 'Unknown') return row.email_address;
  return row.identity_confidence === 'one_of_n' ? '' : row.last_known_email;
}

// PersonDialog says who a row is about, how that person stands and how that is
// known.
export function PersonDialog(props: { row: Row | undefined; onClose: () => void }) {
  // The person stays until the dialog has gone.
  const shown = useRef(props.row);
  if (props.row) shown.current = props.row;
  return (
    <Dialog open={props.row !== undefined} onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface style={{ maxWidth: 560 }} aria-describedby={undefined}>
        {shown.current ? <Person row={shown.current} onClose={props.onClose} /> : null}
      </DialogSurface>
    </Dialog>
  );
}

function Person(props: { row: Row; onClose: () => void }) {
  const { row } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { place } = usePlace();
  const { data: state } = useQuery(stateQuery());
  const nextLook = (place.at === 'latest' && state?.ledger?.nextLook?.dueAt) || '';
  const key = keyOf(row);
  const { data, error, isFetching } = useQuery({ ...evidenceQuery(key), enabled: key !== '' });
  const slow = useDelayed(isFetching);
  const who = whoOf(row, t, format, nextLook);
  const address = row.email_address === 'Unknown' ? row.last_known_email : row.email_address;
  const about = [who.note || wordOf('status', row.status, t, format), address].filter(Boolean);
  const failed = error ? toAppError(error) : undefined;
  const unnamed = key === '' || failed?.code === 'not_found' || data?.length === 0;
  return (
    <DialogBody>
      <DialogTitle>{who.name}</DialogTitle>
      <DialogContent className={styles.content}>
        <p className={styles.about}>{about.join(' · ')}</p>
        <h3 className={styles.heading}>{t('evidence.dialog.title')}</h3>
        {slow && !data ? <Spinner size="tiny" label={t('state.loading')} /> : null}
        {failed && !unnamed ? (
          <p role="alert" className={styles.about}>
            {t(`error.${failed.code}.text`)}
          </p>
        ) : null}
        {data && data.length > 0 ? <Evidence sentences={data} /> : null}
        {unnamed ? (
          <p className={styles.about}>
            {row.candidates.length > 1
              ? t('evidence.dialog.candidates', { names: format.either(row.candidates) })
              : t('evidence.dialog.nothing')}
          </p>
        ) : null}
        {data && place.at !== 'latest' ? <p className={styles.newest}>{t('evidence.dialog.newest')}</p> : null}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={props.onClose}>
          {t('evidence.dialog.close')}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
