// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plug-in of clang-tidy, built and loaded by dev/lint: clang-tidy looks at our declarations alone.
//
// Of 100,000 declarations that a source of ours brings along a few hundred are ours, yet every check goes through them
// all, which is most of clang-tidy's time, and throws away what it finds: findings in system headers are not shown. Here
// what is gone through is cut down to the declarations outside system headers, once, before the checks begin. Nothing
// is taken out of the syntax tree: types, definitions and values of the system's headers are there for every check that
// follows a use in our code to them, and clang-analyzer, which does not go by this list, works as it did.
//
// What a check cannot know any more:
// - what it gathers only by coming across it in a system header. Of the checks in .clang-tidy one does,
//   bugprone-forward-declaration-namespace, and it is helped below;
// - that the parent of a declaration at the top is the translation unit. The same check asks for it, no other of ours.
// A check that is added to .clang-tidy is looked at for both (search its source for translationUnitDecl, and for what it
// keeps until onEndOfTranslationUnit); tests/dev/lint_test compares what is found with and without this file.

#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang-tidy/bugprone/ForwardDeclarationNamespaceCheck.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/ASTMatchers/ASTMatchers.h>
#include <clang/Basic/SourceManager.h>

#include <set>
#include <string>
#include <vector>

namespace {

using clang::ast_matchers::MatchFinder;

bool isOwn(const clang::Decl &declaration, const clang::SourceManager &sources)
{
    // Where a macro is used counts, not where it is defined: Q_LOGGING_CATEGORY in a source of ours is ours.
    const clang::SourceLocation place = sources.getExpansionLoc(declaration.getLocation());
    return place.isValid() && !sources.isInSystemHeader(place); // what clang declares of itself is nowhere
}

// Those of a precompiled header are left where they are: what is ours there is looked at elsewhere (dev/tidy/prefix.py).
std::vector<clang::Decl *> ownDeclarations(const clang::ASTContext &context)
{
    std::vector<clang::Decl *> own;
    for (clang::Decl *declaration : context.getTranslationUnitDecl()->noload_decls()) {
        if (isOwn(*declaration, context.getSourceManager()))
            own.push_back(declaration);
    }
    return own;
}

// No check by itself: it stands among them because a check is told when the translation unit is about to be gone through.
class OwnDeclarations final : public clang::tidy::ClangTidyCheck
{
public:
    using ClangTidyCheck::ClangTidyCheck;

    void registerMatchers(MatchFinder *finder) override
    {
        finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
    }

    void check(const MatchFinder::MatchResult &result) override
    {
        result.Context->setTraversalScope(ownDeclarations(*result.Context));
    }
};

using ForwardDeclarationNamespace = clang::tidy::bugprone::ForwardDeclarationNamespaceCheck;

// Takes the place of the check that it is derived from, and shows it all classes, of the system's headers too, that have
// the name of one that we declare, nobody defines and nothing uses. Others it would gather and not speak of.
class ForwardDeclarations final : public ForwardDeclarationNamespace
{
public:
    using ForwardDeclarationNamespace::ForwardDeclarationNamespace;

    void registerMatchers(MatchFinder *finder) override
    {
        ForwardDeclarationNamespace::registerMatchers(finder);
        finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
    }

    void check(const MatchFinder::MatchResult &result) override
    {
        if (result.Nodes.getNodeAs<clang::FriendDecl>("friend_decl"))
            ForwardDeclarationNamespace::check(result);
        if (!result.Nodes.getNodeAs<clang::TranslationUnitDecl>("unit"))
            return;
        std::set<std::string> wanted;
        for (const clang::Decl *declaration : ownDeclarations(*result.Context)) {
            eachRecord(*declaration, [&wanted](const clang::CXXRecordDecl &record) {
                if (!record.hasDefinition() && !record.isReferenced())
                    wanted.insert(record.getName().str());
            });
        }
        if (wanted.empty())
            return; // as a rule; all of the system's declarations are a lot
        eachRecord(*result.Context->getTranslationUnitDecl(), [&](const clang::CXXRecordDecl &record) {
            if (wanted.count(record.getName().str()) > 0)
                show(record, *result.Context);
        });
    }

private:
    // The classes outside classes and functions, as the check wants them, in their order.
    template<class Function>
    static void eachRecord(const clang::Decl &declaration, Function function)
    {
        const auto *record = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration);
        if (record && !record->isImplicit() && !llvm::isa<clang::ClassTemplateSpecializationDecl>(record))
            function(*record);
        if (!llvm::isa<clang::TranslationUnitDecl, clang::NamespaceDecl, clang::LinkageSpecDecl>(declaration))
            return;
        for (const clang::Decl *inner : llvm::cast<clang::DeclContext>(declaration).decls()) {
            // The check takes no class that stands in an extern "C", but namespaces there.
            if (!llvm::isa<clang::LinkageSpecDecl>(declaration) || !llvm::isa<clang::CXXRecordDecl>(inner))
                eachRecord(*inner, function);
        }
    }

    void show(const clang::CXXRecordDecl &record, clang::ASTContext &context)
    {
        namespace matchers = clang::ast_matchers;
        for (const auto &nodes : matchers::match(matchers::cxxRecordDecl().bind("record_decl"), record, context))
            ForwardDeclarationNamespace::check(MatchFinder::MatchResult(nodes, &context));
    }
};

class Module final : public clang::tidy::ClangTidyModule
{
public:
    void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override
    {
        factories.registerCheck<OwnDeclarations>("mailboat-own-declarations");
        // Of two with one name the later counts, and clang-tidy's own are there before a plug-in is loaded.
        factories.registerCheck<ForwardDeclarations>("bugprone-forward-declaration-namespace");
    }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> module("mailboat", "Looks at our declarations alone.");

} // namespace
