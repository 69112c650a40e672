"""Who may in the admin, address by address: the least of the stock roles that is let in, by GET or POST.

A name ending in a colon stands for the whole namespace, but for what is named below it. What is not named here fails the sweep:
say who may when you add an address. OTHERS: nobody by a stock role; a permission of its own, a superuser, or something that is
not there for anybody (nothing to unlock, no import to look at).
"""

ANYBODY, STAFF, EDITORS, MODERATORS, OTHERS = "anonymous", "staff", "Editors", "Moderators", "others"

LISTS_OF_WORDS = ["theme", "format", "audience", "accessfeature", "organisation", "venue"]
CHOOSERS_OF_WORDS = [*(f"core_{name}" for name in LISTS_OF_WORDS), "opportunities_applicant", "mailinglist_topic"]

#: {least role: names}.
TABLE = {
    ANYBODY: """wagtailadmin_sprite wagtailadmin_login wagtailadmin_password_reset wagtailadmin_password_reset_done
        wagtailadmin_password_reset_confirm wagtailadmin_password_reset_complete wagtailadmin_javascript_catalog
        admin/password_reset/ admin/password_reset/confirm/<uidb64>/<token>/""",
    STAFF: """wagtailadmin_home admin/test404/ wagtailadmin_choose_page wagtailadmin_choose_page_child
        wagtailadmin_choose_page_search wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link
        wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link
        wagtailadmin_tag_autocomplete wagtailadmin_account wagtailadmin_dismissibles wagtailadmin_api:pages:listing
        wagtailadmin_api:documents:listing wagtailadmin_api:images:listing wagtailadmin_api:images:detail
        wagtailadmin_pages:choose_parent wagtailadmin_pages:move_confirm wagtailadmin_pages:confirm_workflow_cancellation
        wagtailadmin_pages:revisions_index wagtailadmin_workflows:task_chooser wagtailadmin_workflows:task_chooser_results
        wagtailadmin_workflows:task_chooser_create wagtailadmin_workflows:task_chosen wagtailadmin_reports:site_history
        wagtailadmin_reports:site_history_results wagtailadmin_editing_sessions:release wagtail_localize:javascript_catalog
        wagtailembeds: event_list:choose_parent wagtaildocs_chooser: wagtailimages_chooser:""",
    EDITORS: """wagtailadmin_explore_root wagtailadmin_explore wagtailadmin_explore_results opportunities_next_rounds
        opportunities_next_rounds_results opportunities_checks opportunities_checks_results events_generate_dates
        unexplained_changes unexplained_changes_results
        festival_programmes festival_programmes_results festival_programme festival_import_sessions festival_undo_import
        festival_sessions_table duplicate_session wagtailadmin_pages:type_use wagtailadmin_pages:type_use_results
        wagtailadmin_pages:usage wagtailadmin_pages:edit wagtailadmin_pages:preview_on_edit wagtailadmin_pages:view_draft
        wagtailadmin_pages:search wagtailadmin_pages:search_results wagtailadmin_pages:copy
        wagtailadmin_pages:revisions_compare wagtailadmin_pages:workflow_history wagtailadmin_pages:history
        wagtailadmin_pages:history_results wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
        wagtailadmin_reports:workflow_tasks wagtailadmin_reports:workflow_tasks_results wagtailadmin_reports:aging_pages
        wagtailadmin_reports:aging_pages_results wagtailadmin_reports:page_types_usage
        wagtailadmin_reports:page_types_usage_results event_imports:index event_calendar:month event_reports:
        wagtail_localize:submit_page_translation wagtail_localize:translations_report
        wagtail_localize:translations_report_results admin/localize/reports/translations/
        admin/localize/reports/translations/results/ wagtailsnippets:index wagtaildocs:index wagtaildocs:index_results
        wagtaildocs:add wagtaildocs:add_multiple wagtailimages: wagtailsnippets_events_session: wagtailsnippets_events_track:
        event_list: wagtaildocs_chooser:create wagtailimages_chooser:chosen wagtailimages_chooser:create
        wagtailimages_chooser:select_format""",
    MODERATORS: """core_explain_changes festival_announce wagtailadmin_pages:delete wagtailadmin_pages:unpublish
        wagtailadmin_pages:move wagtailadmin_pages:set_page_position wagtailadmin_pages:set_privacy wagtailadmin_pages:lock
        wagtailadmin_pages:unlock wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results""",
    OTHERS: """admin/failwhale/ wagtailadmin_error_test wagtail_bulk_action wagtailadmin_tag_model_autocomplete
        wagtailadmin_logout wagtailadmin_block_preview core_access_report core_access_report_results
        limits_report limits_report_results
        opportunities_copy_round opportunities_upload opportunities_read_source
        opportunities_triage opportunities_shifts opportunities_make_shifts opportunities_change_shift events_announce_change
        events_roll_over_school admin/.*/ wagtailadmin_api:pages: wagtailadmin_api:documents: wagtailadmin_api:images:
        wagtailadmin_pages: wagtailadmin_collections: wagtailadmin_workflows: wagtailadmin_editing_sessions:ping
        event_imports: wagtail_localize: wagtailredirects: wagtailsettings: wagtaildocs: wagtailimages:url_generator
        wagtailimages:url_generator_output wagtailimages:create_multiple_from_uploaded_image
        wagtailimages:delete_upload_multiple wagtailsnippets_opportunities_foundcall: wagtailsnippets_opportunities_callsource:
        wagtailsnippets_opportunities_applicant: subscribers: wagtailsnippets_mailinglist_topic: wagtaillocales: wagtailsites:
        wagtailusers_users: wagtailusers_groups: wagtaildocs_chooser:chosen
        admin/localize/api/snippets/<slug:app_label>/<slug:model_name>/
        admin/localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/""",
}
KNOWN = {name: least for least, names in TABLE.items() for name in names.split()}
for words in LISTS_OF_WORDS:
    KNOWN |= {f"wagtailsnippets_core_{words}:": OTHERS, f"wagtailsnippetchoosers_core_{words}:create": EDITORS}
    KNOWN |= {f"wagtailsnippets_core_{words}:{screen}": EDITORS for screen in ("list", "list_results", "add")}
for words in CHOOSERS_OF_WORDS:
    KNOWN = {f"wagtailsnippetchoosers_{words}:": STAFF, f"wagtailsnippetchoosers_{words}:create": OTHERS} | KNOWN
    KNOWN[f"wagtailsnippetchoosers_{words}:chosen"] = STAFF if words == "mailinglist_topic" else OTHERS


def who_may(address):
    """The least role, or None where nobody has said."""
    name = address.name.strip() if address.name.rpartition(":")[2] else address.route
    return KNOWN.get(name) or KNOWN.get(f"{name.rpartition(':')[0]}:")
