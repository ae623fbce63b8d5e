// Starts `pgscribe lsp` for the SQL files of a workspace, and lets VS Code's own client speak to it.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const command = vscode.workspace.getConfiguration("pgscribe").get("path");
  const server = { command, args: ["lsp"] };
  client = new LanguageClient("pgscribe", "pgscribe", server, {
    documentSelector: [
      { scheme: "file", language: "sql" },
      { scheme: "file", pattern: "**/{generator.yaml,sqlc.yaml,sqlc.yml,sqlc.json}" },
    ],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{sql,yaml,yml,json}") },
  });
  await client.start();
}

async function restart() {
  await client?.stop();
  await start();
}

exports.activate = async (context) => {
  context.subscriptions.push(vscode.commands.registerCommand("pgscribe.restart", restart));
  await start();
};

exports.deactivate = () => client?.stop();
