-- The language server of pgscribe for Neovim 0.7 and later. Load it from init.lua: dofile("/path/to/pgscribe.lua")
local clients = {}

local function start(event)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(event.buf), ":p:h")
  local config = ""
  for _, name in ipairs({ "generator.yaml", "sqlc.yaml", "sqlc.yml", "sqlc.json" }) do
    if config == "" then
      config = vim.fn.findfile(name, folder .. ";")
    end
  end
  if config == "" then
    return
  end
  local root = vim.fn.fnamemodify(config, ":p:h")
  local settings = { name = "pgscribe", cmd = { "pgscribe", "lsp" }, root_dir = root }
  if vim.lsp.start then
    vim.lsp.start(settings)
    return
  end
  clients[root] = clients[root] or vim.lsp.start_client(settings)
  vim.lsp.buf_attach_client(event.buf, clients[root])
end

vim.api.nvim_create_autocmd("FileType", { pattern = "sql", callback = start })
