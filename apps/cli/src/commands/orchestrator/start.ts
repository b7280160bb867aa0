import { Args, Flags } from '@oclif/core';
import { AoCommand } from '../../command/ao-command.ts';
import { currentProject } from '../../context/current-project.ts';
import { renderOrchestrator } from '../../render/orchestrator.ts';

export default class OrchestratorStart extends AoCommand {
  static override summary = 'Make sure that a project has an orchestrator.';
  static override description =
    'An orchestrator is an agent that coordinates the others of its project. There is one for each project: the one that runs is answered, the last one comes back with its conversation, or a new one is started. Agent and model are those of the setting `orchestrator` of the project, else as for its other sessions.';
  static override examples = ['<%= config.bin %> orchestrator start', '<%= config.bin %> orchestrator start shop --clean'];
  static override args = { project: Args.string({ description: 'The project; default: the repository you stand in.' }) };
  static override flags = {
    clean: Flags.boolean({ description: 'End the one that runs, and start anew with an empty conversation.' }),
    prompt: Flags.string({ description: 'What to begin with; none is needed.' }),
    agent: Flags.string({ description: 'The agent, for example claude-code.' }),
    model: Flags.string({ description: 'The model, in the words of the agent.' }),
    permission: Flags.string({ helpValue: 'MODE', description: 'default, plan, accept-edits, auto or bypass-permissions.' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(OrchestratorStart);
    const { clean, prompt, agent, model, permission } = flags;
    const result = await this.context.withDaemon(async (ao) => {
      const projectId = await currentProject(ao, this.context, args.project);
      return ao.orchestrators.start({ projectId, clean: clean ? true : undefined, prompt, agent, model, permissionMode: permission });
    });
    return this.present(result, renderOrchestrator(result, this.context));
  }
}
