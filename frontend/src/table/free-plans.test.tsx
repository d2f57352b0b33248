import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { usePlace } from '../app/place';
import { FakeProgram } from '../testing/fake-program';
import { renderWithTable } from '../testing/with-table';
import { Footer } from './footer';
import { useTable } from './table-context';

const user = userEvent.setup({ delay: null });

function Part() {
  const { request, view } = useTable();
  const { go } = usePlace();
  return (
    <>
      <button type="button" onClick={() => go({ to: 'view', kind: 'trials' })}>
        trials
      </button>
      <output data-testid="free">{String(request.showFree ?? false)}</output>
      {view ? <Footer kind={request.kind} view={view} /> : null}
    </>
  );
}

describe('The footer of trials', () => {
  it('counts free and developer plans that are not shown, and shows them', async () => {
    new FakeProgram().install();
    renderWithTable(<Part />);
    await screen.findByText('trials');
    expect(screen.queryByRole('button', { name: 'Show free and developer plans' })).not.toBeInTheDocument();
    await user.click(screen.getByText('trials'));
    expect(await screen.findByText('3 rows of free and developer plans are not shown')).toBeInTheDocument();
    const show = screen.getByRole('button', { name: 'Show free and developer plans' });
    expect(show).toHaveAttribute('aria-pressed', 'false');
    await user.click(show);
    await waitFor(() => expect(screen.getByTestId('free')).toHaveTextContent('true'));
    await waitFor(() => expect(screen.queryByText(/are not shown/)).not.toBeInTheDocument());
    await user.click(screen.getByRole('button', { name: 'Show free and developer plans' }));
    expect(await screen.findByText(/are not shown/)).toBeInTheDocument();
  });
});
