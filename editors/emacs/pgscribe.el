;;; pgscribe.el --- The language server of pgscribe for Eglot (Emacs 29 and later)  -*- lexical-binding: t -*-

;;; Commentary:
;; Load it from the init file.  In a buffer of a query file: M-x eglot.

;;; Code:
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(sql-mode . ("pgscribe" "lsp"))))

(provide 'pgscribe)
;;; pgscribe.el ends here
