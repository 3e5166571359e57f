import { useText } from '../../text/use-text.ts';
import { PanelHead } from '../../ui/panel.tsx';

export function ImportsPanel() {
  const { text } = useText();
  return <PanelHead title={text.shell.jobs.imports} />;
}
