/** Shells there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** All scripts ask `ao complete` with the words typed so far; what fits is decided there, so that an update of ao is enough. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `# ao completion for bash
_ao() {
  local IFS=$'\\n'
  COMPREPLY=($(ao complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _ao ao`,
  zsh: `#compdef ao
# ao completion for zsh
_ao() {
  local -a candidates
  candidates=("\${(@f)$(ao complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  if [ -n "\${candidates[1]}" ]; then compadd -- "\${candidates[@]}"; else _files; fi
}
# Loaded by name it is called at once; read by \`source\` it is only made known.
if [ "\${funcstack[1]}" = _ao ]; then _ao "$@"; else compdef _ao ao; fi`,
  fish: `# ao completion for fish
function __ao_complete
  set -l words (commandline --cut-at-cursor --tokenize --current-process) (commandline --cut-at-cursor --current-token)
  ao complete -- $words[2..-1] 2>/dev/null
end
complete --command ao --arguments '(__ao_complete)'`,
};

/** The completion script of a shell. */
export function completionScript(shell: string): string {
  return SCRIPTS[shell] ?? '';
}
