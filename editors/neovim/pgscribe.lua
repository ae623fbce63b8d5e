-- The language server of pgscribe for Neovim 0.8 and later. Load it from init.lua: dofile("/path/to/pgscribe.lua")
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "sql", "yaml" },
  callback = function(event)
    local names = { "generator.yaml", "sqlc.yaml", "sqlc.yml" }
    local config = vim.fs.find(names, { upward = true, path = vim.fs.dirname(vim.api.nvim_buf_get_name(event.buf)) })[1]
    if config == nil then
      return
    end
    vim.lsp.start({ name = "pgscribe", cmd = { "pgscribe", "lsp" }, root_dir = vim.fs.dirname(config) })
  end,
})
