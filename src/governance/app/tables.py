"""Every table of the service, floor by floor: what migrations are compared with."""

from __future__ import annotations

from governance.agreements import tables as agreements
from governance.agreements.advising import tables as advising
from governance.agreements.amending import tables as amending
from governance.agreements.lasting import tables as lasting
from governance.agreements.registering import tables as registering
from governance.audit import tables as audit
from governance.commitments import tables as commitments
from governance.commitments.accepting import tables as accepting
from governance.commitments.aiming import tables as aiming
from governance.commitments.annual_plan import tables as annual_plan
from governance.commitments.barriers import tables as barriers
from governance.commitments.budget import tables as budget
from governance.commitments.changing import tables as changing
from governance.commitments.connecting import tables as connecting
from governance.commitments.dependence import tables as dependence
from governance.commitments.evidence import tables as evidence
from governance.commitments.executing import tables as executing
from governance.commitments.features import tables as features
from governance.commitments.feeds import tables as feeds
from governance.commitments.finding.views import tables as views
from governance.commitments.measuring import tables as measuring
from governance.commitments.prioritising import tables as prioritising
from governance.commitments.replanning import tables as replanning
from governance.commitments.sharing import tables as sharing
from governance.exchange.drawing import tables as drawing
from governance.exchange.importing import tables as importing
from governance.exchange.syncing import tables as syncing
from governance.files import tables as files
from governance.formation.checklist import tables as checklist
from governance.formation.negotiating import tables as negotiating
from governance.identity import tables as identity
from governance.identity.factors import tables as factors
from governance.identity.limiting import tables as limiting
from governance.identity.passkeys import tables as passkeys
from governance.identity.providers import tables as providers
from governance.identity.reviewing import tables as reviewing
from governance.identity.second_step import tables as second_step
from governance.identity.tokens import tables as tokens
from governance.library.clauses import tables as clauses
from governance.library.looks import tables as looks
from governance.notices import tables as notices
from governance.parties import tables as parties
from governance.parties.abilities import tables as abilities
from governance.parties.asking import tables as asking
from governance.parties.boundaries import tables as boundaries
from governance.parties.offers import tables as offers
from governance.parties.routes import tables as routes
from governance.reporting import tables as reporting

TABLES = (
    audit.TrailHead,
    audit.TrailEntry,
    audit.TrailPersonal,
    audit.TrailCheckpoint,
    files.StoredFile,
    notices.Notice,
    parties.Organisation,
    parties.OrganisationName,
    parties.Reorganisation,
    parties.Succession,
    parties.Authority,
    parties.Grouping,
    parties.Membership,
    parties.Committee,
    parties.Seat,
    parties.Filling,
    asking.FillingRequest,
    asking.FillingReminder,
    abilities.Ability,
    routes.ReportingRoute,
    routes.RouteLink,
    offers.PreventionOffer,
    boundaries.BoundarySet,
    boundaries.Boundary,
    identity.Person,
    identity.RoleAssignment,
    identity.Session,
    identity.Invitation,
    identity.SignInAttempt,
    limiting.RequestCount,
    factors.Totp,
    factors.RecoveryCode,
    passkeys.Passkey,
    passkeys.PasskeyChallenge,
    second_step.PendingSignIn,
    reviewing.AccessReview,
    reviewing.AccessReviewLine,
    reviewing.AccessReviewReminder,
    providers.IdentityLink,
    providers.ProviderFlow,
    providers.LogoutToken,
    tokens.ApiToken,
    looks.Template,
    clauses.OwnClause,
    clauses.OwnClauseVersion,
    agreements.Agreement,
    agreements.AgreementVersion,
    registering.Registration,
    negotiating.ReturnedFile,
    negotiating.TextProposal,
    agreements.TextChange,
    agreements.TextTyping,
    agreements.TextRemark,
    agreements.Article,
    agreements.Party,
    agreements.PartyAuthority,
    advising.PartyChain,
    advising.ChainAdvice,
    agreements.Decision,
    agreements.Signature,
    agreements.SignatureScan,
    lasting.Extension,
    lasting.TerminationNotice,
    lasting.ConsentRequest,
    lasting.Consent,
    amending.Amendment,
    checklist.ChecklistAnswer,
    checklist.ChecklistResult,
    commitments.Commitment,
    commitments.CommitmentParty,
    commitments.Milestone,
    commitments.CommitmentLine,
    commitments.MilestoneLine,
    commitments.LineHistory,
    accepting.AcceptedDelay,
    replanning.Replanning,
    sharing.AdoptedLine,
    features.RegionFeatures,
    aiming.Aim,
    aiming.AimCommitment,
    barriers.Barrier,
    barriers.BarrierCommitment,
    budget.Contribution,
    budget.Spending,
    annual_plan.AnnualPlan,
    annual_plan.AnnualPlanLine,
    dependence.CommitmentDependence,
    connecting.CommitmentConnection,
    feeds.CalendarFeed,
    measuring.Indicator,
    measuring.IndicatorStep,
    measuring.Measurement,
    executing.LineExecution,
    evidence.Evidence,
    prioritising.PriorityChange,
    prioritising.PriorityChangeLine,
    changing.LineChange,
    changing.LineChanged,
    views.SavedView,
    reporting.Round,
    reporting.Report,
    reporting.ReportLine,
    reporting.ReportMilestone,
    reporting.Remark,
    reporting.RegionalReport,
    importing.RegisterImport,
    drawing.BoundaryImport,
    syncing.RegisterSource,
)
