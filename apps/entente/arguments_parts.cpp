#include "arguments_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/nearest.h"
#include "base/text.h"
#include "service/desk.h"
#include "world/actions.h"

namespace entente::app {

CLI::Validator one_of(std::vector<std::string> words) {
  return {[words](std::string& given) {
            if (std::find(words.begin(), words.end(), given) != words.end()) return std::string();
            return fmt::format("{} is none of {}{}", entente::quoted(given), join(words, ", "),
                               did_you_mean(given, {words.begin(), words.end()}));
          },
          ""};
}

CLI::Validator not_empty() {
  return {[](std::string& given) { return std::string(given.empty() ? "says nothing; leave the option out, or write what it is" : ""); }, ""};
}

CLI::Validator an_action() { return one_of({world::kActions.begin(), world::kActions.end()}); }

Result<void> no_grade(const CLI::App& command) {
  if (command.get_option("--require")->count() == 0) return {};
  return fail(service::Fault::bad_request, "--require: facts of every grade are compared with claims; leave it out");
}

void add_common(CLI::App& app, Raw& raw) {
  // Not `envname`: the library reads the environment for every command that has the option, over what one of them was given.
  app.add_option("--world", raw.world, "folder of the world (default: ENTENTE_WORLD, else the shipped one)")
      ->check(not_empty())
      ->type_name("DIR")
      ->group(kCommon);
  app.add_option("--overlay", raw.overlays, "folder with facts to add to it; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false)
      ->group(kCommon);
  app.add_option("--as-of", raw.as_of, "as of this date (YYYY-MM-DD) or RFC 3339 instant (default: now)")
      ->type_name("DATE")
      ->group(kCommon);
  app.add_option("--known-as-of", raw.known_as_of, "count only what was known then")->type_name("DATE")->group(kCommon);
  app.add_option("--require", raw.require,
                 "weakest evidence on which a grant may rest: verified, partial, unverified or assumed (default: unverified)")
      ->check(one_of({"verified", "partial", "unverified", "assumed"}))
      ->type_name("GRADE")
      ->group(kCommon);
  app.add_option("--format", raw.format, "text for people, json for programs (default: text; for decide: json)")
      ->check(one_of({"text", "json"}))
      ->type_name("FORM")
      ->group(kCommon);
  app.add_option("--color", raw.colour, "colour in text: auto (on a terminal), always or never (default: auto)")
      ->check(one_of({"auto", "always", "never"}))
      ->type_name("WHEN")
      ->group(kCommon);
  app.set_help_flag("-h,--help", "this page")->group(kCommon);
}

void add_picture(CLI::App& app, Raw& raw) {
  app.add_option("--output", raw.output, "svg: file to write (default: standard output)")->type_name("FILE");
  app.add_flag("--force", raw.force, "overwrite the file if it exists");
  add_common(app, raw);
  app.remove_option(app.get_option("--format"));
  app.get_option("--as-of")->description("as of this date (YYYY-MM-DD) or RFC 3339 instant (default: now; svg: today)");
  app.add_option("--format", raw.format, "text for people, json for programs, svg for a picture (default: text)")
      ->check(one_of({"text", "json", "svg"}))
      ->type_name("FORM")
      ->group(kCommon);
}

Result<PictureFile> picture_file(const Raw& raw) {
  if (!raw.output.empty() && raw.format != "svg")
    return fail(service::Fault::bad_request, "--output is for a picture; add `--format svg`");
  return PictureFile{raw.output.empty() ? std::nullopt : std::optional<std::filesystem::path>(raw.output), raw.force};
}

service::AnswerForm answer_form(const Raw& raw) {
  if (raw.format == "svg") return service::AnswerForm::svg;
  return raw.format == "json" ? service::AnswerForm::json : service::AnswerForm::text;
}

}  // namespace entente::app
