import { useText } from '../../text/use-text.ts';
import { PanelHead } from '../../ui/panel.tsx';

export function FindPanel() {
  const { text } = useText();
  return <PanelHead title={text.shell.jobs.find} />;
}
