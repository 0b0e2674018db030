-- Reads a JSON list of markdown texts, writes a JSON list of pandoc trees.
-- HTML and TeX are not read as markup, so what a cell holds of them stays text.
local reader = "markdown-raw_html-raw_tex-raw_attribute-native_divs-native_spans"
  .. "-markdown_in_html_blocks-yaml_metadata_block-pandoc_title_block-implicit_figures"
  .. "-blank_before_header-blank_before_blockquote-example_lists-latex_macros"
  .. "+lists_without_preceding_blankline+autolink_bare_uris"
local trees = {}
for number, source in ipairs(pandoc.json.decode(io.read("a"), false)) do
  trees[number] = pandoc.write(pandoc.read(source, reader), "json")
end
io.write("[" .. table.concat(trees, ",") .. "]")
