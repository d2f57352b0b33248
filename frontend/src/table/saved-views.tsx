import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { BookmarkRegular } from '@fluentui/react-icons/svg/bookmark';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { savedQuery } from '../api/queries';
import type { SavedView } from '../api/types';
import type { Layout } from './layout';
import { SaveViewForm } from './save-view-form';
import { SavedViewRow } from './saved-view-row';
import { useTable } from './table-context';

const undoFor = 10_000;

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '10px', width: '320px', outlineStyle: 'none' },
  list: { listStyleType: 'none', margin: '0 -6px', padding: 0, maxHeight: '320px', overflowY: 'auto' },
  hint: { margin: 0, color: 'var(--ll-quiet)', fontSize: '12px' },
  removed: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', fontSize: '13px', gap: '8px' },
});

// useRemoval removes a view at once and lets it be taken back for a while.
function useRemoval(failed: (thrown: unknown) => void) {
  const [removed, setRemoved] = useState<SavedView>();
  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(undefined), undoFor);
    return () => clearTimeout(timer);
  }, [removed]);
  const remove = (view: SavedView) => {
    backend.removeView(view.name).then(() => setRemoved(view), failed);
  };
  const undo = () => {
    if (removed) backend.saveView(removed).catch(failed);
    setRemoved(undefined);
  };
  return { removed, remove, undo };
}

// SavedViews opens ways of looking that were given a name, and keeps new ones.
export function SavedViews(props: { layout: Layout }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const client = useQueryClient();
  const { request, view } = useTable();
  const { data: views = [] } = useQuery(savedQuery());
  const [open, setOpen] = useState(false);
  const failed = (thrown: unknown) => client.setQueryData(['notice'], thrown);
  const { removed, remove, undo } = useRemoval(failed);
  const save = (name: string) => {
    const { at: _, ...seen } = request;
    // What was lost is not in later lists: it is seen on its day only.
    const day = request.changed?.kind === 'lost' ? view?.snapshot?.at : undefined;
    const saved: SavedView = { ...seen, name, columns: props.layout.chosen, ...(day ? { lookedAt: day } : {}) };
    backend.saveView(saved).catch(failed);
  };
  // The focus never falls out of the list, also when what had it is gone.
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const active = document.activeElement;
    if (!panel.current || (active !== document.body && active !== panel.current)) return;
    // The way back may come after the line that had the focus has gone.
    const way = panel.current.querySelector<HTMLElement>('[data-undo]') ?? panel.current;
    if (way !== active) way.focus();
  });
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-end">
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<BookmarkRegular />}>
          {t('saved.button')}
        </Button>
      </PopoverTrigger>
      <PopoverSurface style={{ padding: 12 }} aria-label={t('saved.label')}>
        <div ref={panel} className={styles.panel} tabIndex={-1}>
          {views.length === 0 ? <p className={styles.hint}>{t('saved.hint')}</p> : null}
          {views.length > 0 ? (
            <ul className={styles.list} aria-label={t('saved.label')}>
              {views.map((view) => (
                <SavedViewRow
                  key={view.name}
                  view={view as SavedView}
                  onOpened={() => setOpen(false)}
                  onRemove={() => remove(view as SavedView)}
                  onRename={(name) => void backend.renameView(view.name, name).catch(failed)}
                />
              ))}
            </ul>
          ) : null}
          <div role="status">
            {removed ? (
              <div className={styles.removed}>
                <span>{t('saved.removed', { name: removed.name })}</span>
                <Button size="small" data-undo onClick={undo}>
                  {t('saved.undo')}
                </Button>
              </div>
            ) : null}
          </div>
          <SaveViewForm names={views.map(({ name }) => name)} onSave={save} />
        </div>
      </PopoverSurface>
    </Popover>
  );
}
