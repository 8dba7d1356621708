#include "arguments_search.h"

#include "base/limits.h"
#include "base/search_limits.h"

namespace entente::app {

void SearchArguments::add_pages(CLI::App& command) {
  command.add_option("--limit", limit_, "results on one page, 0 to 10000 (default: 10000)")
      ->check(CLI::Range(std::size_t{0}, limits::kSearchPage))
      ->type_name("N");
  command.add_option("--cursor", cursor_, "the page that follows the one that named this cursor")->type_name("TOKEN");
  command.add_option("--consents", raw_.consents, "file of recorded consents of originators; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

void SearchArguments::add(CLI::App& app) {
  who_ = app.add_subcommand("who");
  who_->add_option("FILE", raw_.file, "newline-delimited JSON (default, or `-`: standard input)");
  add_pages(*who_);
  add_common(*who_, raw_);
  what_ = app.add_subcommand("what");
  what_->add_option("CATALOGUE", raw_.file, "one object a line, JSON (default, or `-`: standard input)");
  what_->add_option("--to", raw_.to, "recipient: party:JPN (or JPN), person:ID, system:ID or facility:ID")
      ->required()
      ->type_name("RECIPIENT");
  what_->add_option("--action", action_, "disclose, or an act that each object is about (default: disclose)")
      ->check(an_action())
      ->type_name("ACTION");
  what_->add_option("--holder", raw_.holder, "who holds the objects (default: the owner of each); of an act who gives, or the host")
      ->check(not_empty())
      ->type_name("PARTY");
  what_->add_option("--purpose", purpose_, "what the recipient will use them for (default: not stated)")
      ->check(not_empty())
      ->type_name("TEXT");
  what_->add_option("--channel", channel_, "how they would be sent (default: not stated)")->check(not_empty())->type_name("TEXT");
  what_->add_option("--mode", mode_, "copy, display or oral (default: copy)")
      ->check(one_of({"copy", "display", "oral"}))
      ->type_name("MODE");
  add_pages(*what_);
  add_common(*what_, raw_);
}

bool SearchArguments::parsed() const { return who_->parsed() || what_->parsed(); }

Result<Command> SearchArguments::command(const Settings& settings) const {
  const SearchPage page{limit_, cursor_, raw_.as_of.empty() ? std::nullopt : std::optional(settings.as_of)};
  std::vector<std::filesystem::path> consents(raw_.consents.begin(), raw_.consents.end());
  std::optional<std::filesystem::path> file;
  if (!raw_.file.empty() && raw_.file != "-") file = raw_.file;
  if (who_->parsed()) return Command(WhoCommand{settings, page, file, std::move(consents)});
  WhatCommand out{settings, page, file, std::move(consents), raw_.to, action_, std::nullopt, purpose_, channel_, decision::Mode::copy};
  if (!raw_.holder.empty()) out.holder = PartyId(raw_.holder);
  if (mode_ == "display") out.mode = decision::Mode::display;
  if (mode_ == "oral") out.mode = decision::Mode::oral;
  return Command(std::move(out));
}

}  // namespace entente::app
